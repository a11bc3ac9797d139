using System.Data.Common;
using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Options of a database store.</summary>
public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The stage of the silo's life at which the queries are read: application services.</summary>
    public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

    /// <summary>The invariant unless another is given; the stand-in does not support it.</summary>
    public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

    /// <summary>How to connect; this or <see cref="DataSource"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gives connections; this or <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }

    /// <summary>The stage of the silo's life at which the queries are read.</summary>
    public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

    /// <summary>The driver: "Npgsql", or "System.Data.SQLite", which means Microsoft.Data.Sqlite.</summary>
    public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

    /// <inheritdoc />
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Whether clearing a state deletes its row, rather than emptying it.</summary>
    public bool DeleteStateOnClear { get; set; }
}
