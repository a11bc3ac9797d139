namespace ImageOrleans.Fetching.Guarding;

/// <summary>Whether an address may be connected to, and why.</summary>
/// <param name="IsAllowed">Whether it may.</param>
/// <param name="Reason">A phrase for logs, with the RFC it rests on, such as <c>loopback (RFC 1122)</c>.</param>
public readonly record struct AddressVerdict(bool IsAllowed, string Reason);
