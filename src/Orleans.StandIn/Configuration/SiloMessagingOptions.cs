namespace Orleans.Configuration;

/// <summary>About calls made within a silo.</summary>
public class SiloMessagingOptions : MessagingOptions;
