namespace Orleans.StandIn.Tests.Calls;

[GenerateSerializer]
public sealed class PickyException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}
