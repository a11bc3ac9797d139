using ImageOrleans.Web;

return await CommandLine.Create().Parse(args).InvokeAsync();
