using ImageOrleans.Web;

return await CommandLine.InvokeAsync(args);
