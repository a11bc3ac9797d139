using System.Collections.Concurrent;
using Xunit;

namespace ImageOrleans.TestSupport;

/// <summary>
/// What the tests of an assembly share, such as a PostgreSQL or a cluster: each part is started at its first use, and all are ended
/// after the last test, in reverse order. The assembly says <c>[assembly: AssemblyFixture(typeof(SharedParts))]</c>.
/// </summary>
public sealed class SharedParts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<object, Lazy<Task<IAsyncDisposable>>> _parts = new();
    private readonly ConcurrentStack<IAsyncDisposable> _started = new();

    /// <summary>Finds a part, or starts it. All tests that ask for it meanwhile wait for that start.</summary>
    /// <param name="key">What is the same for all who share it.</param>
    /// <param name="startAsync">Starts it.</param>
    public static async Task<T> GetAsync<T>(object key, Func<Task<T>> startAsync)
        where T : class, IAsyncDisposable
    {
        var parts = await TestContext.Current.GetFixture<SharedParts>() ?? throw new InvalidOperationException(
            $"Tests that share something need [assembly: AssemblyFixture(typeof({nameof(SharedParts)}))] in their assembly.");
        var part = parts._parts.GetOrAdd(key, _ => new Lazy<Task<IAsyncDisposable>>(() => parts.StartAsync(startAsync)));
        return (T)await part.Value;
    }

    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        while (_started.TryPop(out var part))
        {
            try
            {
                await part.DisposeAsync();
            }
#pragma warning disable CA1031 // Told at the end: what is left of the parts is ended first.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task<IAsyncDisposable> StartAsync<T>(Func<Task<T>> startAsync)
        where T : class, IAsyncDisposable
    {
        var part = await startAsync();
        _started.Push(part);
        return part;
    }
}
