namespace Orleans.Configuration;

/// <summary>What silos and clients have in common about calls.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a call waits for its answer: thirty seconds, unless another limit is given.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
