namespace Orleans.StandIn.Tests.Arguments;

public interface IArgumentGrain : IGrainWithStringKey
{
    Task<object?> Echo(object? value);

    Task<T> EchoAny<T>(T value);

    Task<string> TypeNameOf(object value);

    Task<IReadOnlyList<int>> EchoList(IReadOnlyList<int> values);

    Task<int> SumOf(IEnumerable<int> values);

    /// <summary>Keeps what it is given, changes it, and answers it.</summary>
    Task<Basket> KeepAndAdd(Basket basket, string item);

    /// <summary>What it kept, as it is by now.</summary>
    Task<Basket> Kept();

    Task<object> Unserialisable();

    /// <summary>Whether a worker in the same silo was given the very same object.</summary>
    Task<bool> IsShared(object value);

    Task<bool> IsSharedByParameter(IReadOnlyList<int> value);
}

public interface IReceivingWorker : IGrainWithIntegerKey
{
    Task Receive(object value, string name);

    Task ReceiveImmutable([Immutable] IReadOnlyList<int> value, string name);
}
