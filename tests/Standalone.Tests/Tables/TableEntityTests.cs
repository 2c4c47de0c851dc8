using Azure;
using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void A_property_is_given_only_as_the_type_that_it_has()
    {
        var row = new TableEntity { ["int"] = 1, ["long"] = 1L, ["text"] = "x", ["data"] = new BinaryData([1]) };

        Assert.Equal(1, row.GetInt32("int"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt64("int"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("long"));
        Assert.Throws<InvalidOperationException>(() => row.GetDouble("long"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("int"));
        Assert.Throws<InvalidOperationException>(() => row.GetGuid("text"));
        Assert.Throws<InvalidOperationException>(() => row.GetBoolean("text"));
        Assert.Throws<InvalidOperationException>(() => row.GetBinary("data"));
    }

    [Fact]
    public void Instants_and_bytes_are_given_in_either_of_their_two_types()
    {
        var moscow = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(3));
        var row = new TableEntity { ["offset"] = moscow, ["utc"] = moscow.UtcDateTime, ["bytes"] = new byte[] { 1, 2 } };

        Assert.Equal((moscow.UtcDateTime, DateTimeKind.Utc), (row.GetDateTime("offset")!.Value, row.GetDateTime("offset")!.Value.Kind));
        Assert.Equal(moscow, row.GetDateTimeOffset("utc"));
        Assert.Equal([1, 2], row.GetBinaryData("bytes").ToArray());
    }

    [Fact]
    public void What_is_not_there_is_null_but_a_property_needs_a_name()
    {
        var row = new TableEntity("p", "r") { ["null"] = null };

        Assert.Null(row["missing"]);
        Assert.Null(row.GetString("missing"));
        Assert.Null(row.GetInt64("null"));
        Assert.Null(new TableEntity().PartitionKey);
        Assert.Null(new TableEntity().Timestamp);
        Assert.Equal(default, new TableEntity().ETag);
        Assert.Throws<ArgumentException>(() => row[""]);
        Assert.Throws<ArgumentNullException>(() => row[null!]);
        Assert.Throws<ArgumentException>(() => row[""] = 1);
    }

    [Fact]
    public void An_int_set_over_a_larger_number_takes_its_type_and_anything_else_replaces_it()
    {
        var row = new TableEntity { ["long"] = 1L, ["double"] = 1.5, ["int"] = 1 };

        (row["long"], row["double"], row["int"]) = (2, 2, 2L);

        Assert.Equal(2L, row["long"]);
        Assert.Equal(2.0, row["double"]);
        Assert.Equal(2L, row["int"]);
        row["long"] = "text";
        Assert.Equal("text", row["long"]);
    }

    [Fact]
    public void A_row_is_a_dictionary_of_its_properties_its_key_and_version_among_them()
    {
        var row = new TableEntity(new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r", ["a"] = 1 }) { ETag = new ETag("W/\"1\"") };

        Assert.Equal(("p", "r"), (row.PartitionKey, row.RowKey));
        Assert.Equal(["PartitionKey", "RowKey", "a", "odata.etag"], row.Keys);
        row.Add("a", 2);
        Assert.True(row.TryGetValue("a", out var a));
        Assert.Equal(2, a);
        Assert.True(row.Remove("a"));
        Assert.False(row.ContainsKey("a"));
        Assert.Equal(3, row.Count);
        Assert.Contains(new KeyValuePair<string, object>("RowKey", "r"), row);
        Assert.Throws<ArgumentNullException>(() => row.Add(null!, 1));
        row.Clear();
        Assert.Empty(row);
    }
}
