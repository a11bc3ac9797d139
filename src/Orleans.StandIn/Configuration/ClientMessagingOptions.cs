namespace Orleans.Configuration;

/// <summary>About calls made by a client.</summary>
public class ClientMessagingOptions : MessagingOptions;
