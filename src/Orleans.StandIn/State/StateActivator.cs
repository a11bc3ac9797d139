using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Makes a fresh state: by its parameterless constructor, or else empty.</summary>
internal static class StateActivator
{
    public static T Create<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes) is not null
            ? (T)Activator.CreateInstance(typeof(T), nonPublic: true)!
            : typeof(T) == typeof(string) || typeof(T).IsAbstract || typeof(T).IsArray ? default!
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
