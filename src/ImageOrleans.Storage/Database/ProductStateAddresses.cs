using System.Text.Json;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Database;

/// <summary>Reads the addresses of stored images out of the state of a product, as the grain writes it.</summary>
internal static class ProductStateAddresses
{
    /// <summary>The addresses in a state; none in one that is damaged.</summary>
    /// <param name="payload">JSON in UTF-8: <c>{"outcomes": [{"imageHash": …}]}</c>.</param>
    public static IReadOnlyList<byte[]> Of(byte[] payload)
    {
        try
        {
            using var state = JsonDocument.Parse(payload);
            if (state.RootElement.ValueKind != JsonValueKind.Object || !state.RootElement.TryGetProperty("outcomes", out var outcomes))
            {
                return [];
            }

            var addresses = outcomes.EnumerateArray().Select(AddressOf).OfType<string>();
            return [.. addresses.Where(address => ImageAddress.IsValid(address)).Select(Convert.FromHexString)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is removed all the same. What it had is found when files without references are looked for.
            return [];
        }
    }

    private static string? AddressOf(JsonElement outcome) =>
        outcome.TryGetProperty("imageHash", out var address) ? address.GetString() : null;
}
