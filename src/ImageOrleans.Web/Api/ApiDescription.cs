using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageOrleans.Web.Api;

/// <summary>What the API's description says beyond what can be read off its methods.</summary>
internal static class ApiDescription
{
    /// <summary>Lists the values of parameters with a <see cref="NamesOfAttribute"/>.</summary>
    public static Task AddNamesAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.ParameterDescription?.ParameterDescriptor is IParameterInfoParameterDescriptor parameter
            && parameter.ParameterInfo.GetCustomAttribute<NamesOfAttribute>() is { } names
            && (schema.Items ?? schema) is OpenApiSchema one)
        {
            one.Enum = [.. names.Names.Select(name => (JsonNode)name)];
        }

        return Task.CompletedTask;
    }

    /// <summary>Describes the settings as fields of the query: that is where they are when the body is the CSV itself.</summary>
    public static async Task AddSettingsToQueryAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var form = await context.GetOrCreateSchemaAsync(typeof(UploadForm), parameterDescription: null, cancellationToken);
        operation.Parameters ??= [];
        foreach (var (name, schema) in form.Properties ?? throw new InvalidOperationException("The upload's form has no fields."))
        {
            if (!name.Equals(nameof(UploadForm.File), StringComparison.OrdinalIgnoreCase))
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = schema.Description,
                    Schema = schema,
                });
            }
        }
    }
}
