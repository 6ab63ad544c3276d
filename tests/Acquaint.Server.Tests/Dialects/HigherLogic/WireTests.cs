using System.Globalization;
using System.Runtime.Serialization;
using System.Text;
using System.Xml;
using Acquaint.Server.Dialects.HigherLogic;
using Xunit;
using Stock = HigherLogic.API.Models.Enterprise;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The bytes of the wire types, compared with the vendor's published samples and with the framework's own serializer.</summary>
public sealed class WireTests
{
    public const string Requester = "47e17442-661e-478e-b7a2-baa4667d466a";
    public const string Requestee = "922e11bb-9349-4884-9a49-4ff5f4e41401";
    public const string RecordKey = "b34f5a57-42f3-4dde-b3c7-38d81bc24d93";

    private const string JsonSample =
        """
        [
          {
            "FirstName": "sample string 1",
            "LastName": "sample string 2",
            "DisplayName": "sample string 3",
            "LinkToProfile": "sample string 4",
            "LinkToSmallImage": "sample string 5",
            "LinkToLargeImage": "sample string 6",
            "IsCompany": true,
            "FriendRequestRecordKey": "b34f5a57-42f3-4dde-b3c7-38d81bc24d93",
            "IsActive": true,
            "RequestorContactKey": "320ccfa5-0ad4-4ffb-a630-0f574eb26f9d",
            "RequestedByContactKey": "47e17442-661e-478e-b7a2-baa4667d466a",
            "RequesteeContactKey": "922e11bb-9349-4884-9a49-4ff5f4e41401",
            "InvitedOn": "2024-03-29T08:08:50.0325516Z",
            "AcceptedOn": "2024-03-29T08:08:50.0325516Z",
            "RequestedDate": "2024-03-29T08:08:50.0325516Z"
          },
          {
            "FirstName": "sample string 1",
            "LastName": "sample string 2",
            "DisplayName": "sample string 3",
            "LinkToProfile": "sample string 4",
            "LinkToSmallImage": "sample string 5",
            "LinkToLargeImage": "sample string 6",
            "IsCompany": true,
            "FriendRequestRecordKey": "b34f5a57-42f3-4dde-b3c7-38d81bc24d93",
            "IsActive": true,
            "RequestorContactKey": "320ccfa5-0ad4-4ffb-a630-0f574eb26f9d",
            "RequestedByContactKey": "47e17442-661e-478e-b7a2-baa4667d466a",
            "RequesteeContactKey": "922e11bb-9349-4884-9a49-4ff5f4e41401",
            "InvitedOn": "2024-03-29T08:08:50.0325516Z",
            "AcceptedOn": "2024-03-29T08:08:50.0325516Z",
            "RequestedDate": "2024-03-29T08:08:50.0325516Z"
          }
        ]
        """;

    private const string Models = "http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise";

    private const string XmlSample =
        $$"""
        <ArrayOfFriend xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{{Models}}">
          <Friend>
            <AcceptedOn>2024-03-29T04:08:50.0325516-04:00</AcceptedOn>
            <DisplayName>sample string 3</DisplayName>
            <FirstName>sample string 1</FirstName>
            <FriendRequestRecordKey>b34f5a57-42f3-4dde-b3c7-38d81bc24d93</FriendRequestRecordKey>
            <InvitedOn>2024-03-29T04:08:50.0325516-04:00</InvitedOn>
            <IsActive>true</IsActive>
            <IsCompany>true</IsCompany>
            <LastName>sample string 2</LastName>
            <LinkToLargeImage>sample string 6</LinkToLargeImage>
            <LinkToProfile>sample string 4</LinkToProfile>
            <LinkToSmallImage>sample string 5</LinkToSmallImage>
            <RequestedByContactKey>47e17442-661e-478e-b7a2-baa4667d466a</RequestedByContactKey>
            <RequestedDate>2024-03-29T04:08:50.0325516-04:00</RequestedDate>
            <RequesteeContactKey>922e11bb-9349-4884-9a49-4ff5f4e41401</RequesteeContactKey>
            <RequestorContactKey>320ccfa5-0ad4-4ffb-a630-0f574eb26f9d</RequestorContactKey>
          </Friend>
          <Friend>
            <AcceptedOn>2024-03-29T04:08:50.0325516-04:00</AcceptedOn>
            <DisplayName>sample string 3</DisplayName>
            <FirstName>sample string 1</FirstName>
            <FriendRequestRecordKey>b34f5a57-42f3-4dde-b3c7-38d81bc24d93</FriendRequestRecordKey>
            <InvitedOn>2024-03-29T04:08:50.0325516-04:00</InvitedOn>
            <IsActive>true</IsActive>
            <IsCompany>true</IsCompany>
            <LastName>sample string 2</LastName>
            <LinkToLargeImage>sample string 6</LinkToLargeImage>
            <LinkToProfile>sample string 4</LinkToProfile>
            <LinkToSmallImage>sample string 5</LinkToSmallImage>
            <RequestedByContactKey>47e17442-661e-478e-b7a2-baa4667d466a</RequestedByContactKey>
            <RequestedDate>2024-03-29T04:08:50.0325516-04:00</RequestedDate>
            <RequesteeContactKey>922e11bb-9349-4884-9a49-4ff5f4e41401</RequesteeContactKey>
            <RequestorContactKey>320ccfa5-0ad4-4ffb-a630-0f574eb26f9d</RequestorContactKey>
          </Friend>
        </ArrayOfFriend>
        """;

    /// <summary>The sample without its second element, as it is on the wire.</summary>
    public static string OneInJson => Compact(JsonSample).Split("},{")[0] + "}]";

    /// <summary>As <see cref="OneInJson"/>.</summary>
    public static string OneInXml => Unindented(XmlSample).Split("</Friend>")[0] + "</Friend></ArrayOfFriend>";

    private static readonly DateTime s_at =
        DateTime.Parse("2024-03-29T08:08:50.0325516Z", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static readonly bool[] s_no = [false];

    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly Friend s_sample = new()
    {
        FirstName = "sample string 1",
        LastName = "sample string 2",
        DisplayName = "sample string 3",
        LinkToProfile = "sample string 4",
        LinkToSmallImage = "sample string 5",
        LinkToLargeImage = "sample string 6",
        IsCompany = true,
        FriendRequestRecordKey = new("b34f5a57-42f3-4dde-b3c7-38d81bc24d93"),
        IsActive = true,
        RequestorContactKey = new("320ccfa5-0ad4-4ffb-a630-0f574eb26f9d"),
        RequestedByContactKey = new("47e17442-661e-478e-b7a2-baa4667d466a"),
        RequesteeContactKey = new("922e11bb-9349-4884-9a49-4ff5f4e41401"),
        InvitedOn = s_at,
        AcceptedOn = s_at,
        RequestedDate = s_at,
    };

    [Fact]
    public void The_published_JSON_sample_comes_out_byte_for_byte()
    {
        var written = Encoding.UTF8.GetString(Json.Write(new[] { s_sample, s_sample }));
        Assert.Equal(Compact(JsonSample), written);
    }

    [Fact]
    public void The_published_XML_sample_comes_out_byte_for_byte()
    {
        var written = Encoding.UTF8.GetString(Xml.Write(new[] { s_sample, s_sample }, s_newYork));
        Assert.Equal(Unindented(XmlSample), written);
    }

    [Fact]
    public void Nulls_are_written_and_fractions_end_in_no_zero()
    {
        var bare = Bare("x") with { InvitedOn = s_at.AddTicks(-325516), RequestedDate = s_at.AddTicks(-325516 + 1_200_000) };
        var json = Encoding.UTF8.GetString(Json.Write(new[] { bare }));
        Assert.Contains("\"LinkToProfile\":null,\"LinkToSmallImage\":null,\"LinkToLargeImage\":null", json, StringComparison.Ordinal);
        Assert.Contains("\"InvitedOn\":\"2024-03-29T08:08:50Z\",\"AcceptedOn\":null,", json, StringComparison.Ordinal);
        Assert.EndsWith("\"RequestedDate\":\"2024-03-29T08:08:50.12Z\"}]", json, StringComparison.Ordinal);
        var xml = Encoding.UTF8.GetString(Xml.Write(new[] { bare }, s_newYork));
        Assert.Contains("<Friend><AcceptedOn i:nil=\"true\" /><DisplayName>", xml, StringComparison.Ordinal);
        Assert.Contains("<InvitedOn>2024-03-29T04:08:50-04:00</InvitedOn>", xml, StringComparison.Ordinal);
        Assert.Contains("<RequestedDate>2024-03-29T04:08:50.12-04:00</RequestedDate>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Winter_has_another_offset_than_summer()
    {
        var winter = Bare("x") with { InvitedOn = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
        var xml = Encoding.UTF8.GetString(Xml.Write(new[] { winter }, s_newYork));
        Assert.Contains("<InvitedOn>2023-12-31T19:00:00-05:00</InvitedOn>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_arrays_and_booleans_have_their_own_roots()
    {
        Assert.Equal(
            "<ArrayOfFriend xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
            + "xmlns=\"http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise\" />",
            Encoding.UTF8.GetString(Xml.Write(Array.Empty<Friend>(), s_newYork)));
        Assert.Equal(
            "<ArrayOfboolean xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
            + "xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><boolean>false</boolean></ArrayOfboolean>",
            Encoding.UTF8.GetString(Xml.Write(s_no, s_newYork)));
        Assert.Equal("[]", Encoding.UTF8.GetString(Json.Write(Array.Empty<Friend>())));
    }

    /// <summary>Names that try the escaping: markup, quotes, line ends, emptiness, other scripts, pairs of surrogates.</summary>
    [Theory]
    [InlineData("<b>&amp;</b> ]]> \"'")]
    [InlineData("one\r\ntwo\tthree\rfour")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Ægir 雪 😀 \u2028")]
    public void The_XML_is_what_a_stock_serializer_writes_and_reads(string name)
    {
        var mine = new[] { s_sample with { DisplayName = name }, Bare(name) };
        var written = Xml.Write(mine, TimeZoneInfo.Local);
        var stock = new DataContractSerializer(typeof(List<Stock.Friend>));

        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Encoding = new UTF8Encoding(false),
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(bytes, settings))
            stock.WriteObject(writer, mine.Select(ToStock).ToList());
        Assert.Equal(Encoding.UTF8.GetString(bytes.ToArray()), Encoding.UTF8.GetString(written));

        using var again = new MemoryStream(written);
        var read = (List<Stock.Friend>)stock.ReadObject(again)!;
        Assert.Equal(mine.Select(one => one.DisplayName), read.Select(one => one.DisplayName));
        Assert.Equal(mine.Select(one => one.AcceptedOn), read.Select(one => one.AcceptedOn?.ToUniversalTime()));
        Assert.Equal(mine.Select(one => one.RequestorContactKey), read.Select(one => one.RequestorContactKey));
    }

    [Fact]
    public void A_control_character_that_XML_can_not_hold_is_replaced_and_JSON_keeps_it()
    {
        var friend = Bare("bell\u0007\uFFFF");
        var xml = Encoding.UTF8.GetString(Xml.Write(new[] { friend }, s_newYork));
        Assert.Contains("<DisplayName>bell\uFFFD\uFFFD</DisplayName>", xml, StringComparison.Ordinal);
        var json = Encoding.UTF8.GetString(Json.Write(new[] { friend }));
        Assert.Contains("\"DisplayName\":\"bell\\u0007", json, StringComparison.Ordinal);
    }

    private static Friend Bare(string name) =>
        new() { FirstName = "", LastName = "", DisplayName = name, InvitedOn = s_at, RequestedDate = s_at };

    private static Stock.Friend ToStock(Friend friend) => new()
    {
        FirstName = friend.FirstName,
        LastName = friend.LastName,
        DisplayName = friend.DisplayName,
        LinkToProfile = friend.LinkToProfile,
        LinkToSmallImage = friend.LinkToSmallImage,
        LinkToLargeImage = friend.LinkToLargeImage,
        IsCompany = friend.IsCompany,
        FriendRequestRecordKey = friend.FriendRequestRecordKey,
        IsActive = friend.IsActive,
        RequestorContactKey = friend.RequestorContactKey,
        RequestedByContactKey = friend.RequestedByContactKey,
        RequesteeContactKey = friend.RequesteeContactKey,
        InvitedOn = friend.InvitedOn.ToLocalTime(),
        AcceptedOn = friend.AcceptedOn?.ToLocalTime(),
        RequestedDate = friend.RequestedDate.ToLocalTime(),
    };

    private static string Compact(string sample) => Unindented(sample).Replace("\": ", "\":", StringComparison.Ordinal);

    /// <summary>The sample without the line breaks and indents that the page shows it with.</summary>
    private static string Unindented(string sample) => string.Concat(sample.Split('\n').Select(line => line.Trim()));
}
