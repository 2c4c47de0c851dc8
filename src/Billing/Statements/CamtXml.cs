using System.Text;
using System.Xml;

namespace Billing;

/// <summary>
/// A camt.053 file, read forward: no document type, no entities of its own, bounded depth, and only the beginning of
/// long texts. Whatever is wrong with the XML is a <see cref="StatementException"/>.
/// </summary>
internal sealed class CamtXml : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = false,
    };

    private readonly FileHead _head;
    private readonly XmlReader _reader;
    private readonly char[] _buffer = new char[StatementLimits.ValueLength];

    public CamtXml(FileHead head)
    {
        _head = head;
        _reader = Guard(() => head.DeclaredEncoding() is { } encoding
            ? XmlReader.Create(new StreamReader(head.Whole, encoding), Settings)
            : XmlReader.Create(head.Whole, Settings));
    }

    /// <summary>The line of the file.</summary>
    public int Line => ((IXmlLineInfo)_reader).LineNumber;

    /// <summary>The local name of the element that the reader stands on.</summary>
    public string Name => _reader.LocalName;

    /// <summary>Goes to the beginning of the next element, however deep; false at the end of the file.</summary>
    public bool NextElement()
    {
        while (Read())
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The names of the elements in the one that the reader stands on. Each may be read while the reader stands on it,
    /// and is left out otherwise.
    /// </summary>
    public IEnumerable<string> Children()
    {
        var depth = _reader.Depth;
        if (_reader.IsEmptyElement)
        {
            yield break;
        }

        while (Read() && _reader.Depth > depth)
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.Depth == depth + 1)
            {
                yield return _reader.LocalName;
            }
        }
    }

    /// <summary>The element that the reader stands on, as a whole.</summary>
    public CamtNode ReadNode()
    {
        var root = Node();
        var open = new Stack<CamtNode>();
        if (!_reader.IsEmptyElement)
        {
            open.Push(root);
        }

        var count = 0;
        while (open.Count > 0 && Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > StatementLimits.Values)
                    {
                        throw TooMany();
                    }

                    var node = Node();
                    open.Peek().Add(node);
                    if (!_reader.IsEmptyElement)
                    {
                        open.Push(node);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Text = Joined(open.Peek().Text, Text());
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    public StatementException Malformed(string message) => new(StatementFault.MalformedLine, message, Line);

    public void Dispose() => _reader.Dispose();

    private CamtNode Node() => new(_reader.LocalName, _reader.GetAttribute("Ccy") ?? "");

    private static string Joined(string first, string second) => first.Length >= StatementLimits.ValueLength
        ? first
        : first + second;

    private string Text()
    {
        var length = Guard(() => _reader.ReadValueChunk(_buffer, 0, _buffer.Length));
        return new string(_buffer, 0, length);
    }

    private bool Read()
    {
        if (!Guard(_reader.Read))
        {
            return false;
        }

        return _reader.Depth <= StatementLimits.Depth ? true : throw TooMany();
    }

    private StatementException TooMany() =>
        new(StatementFault.TooMany, "В одной операции слишком много подробностей.", Line);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException)
        {
            // The parser reads ahead. A fault on the last line of the file is taken for its end.
            var line = (e as XmlException)?.LineNumber;
            throw _head.Whole.ReadByte() < 0 && line == _head.Whole.Line
                ? new StatementException(
                    StatementFault.Truncated,
                    "Файл XML обрывается или повреждён. Скачайте выписку из банка ещё раз.",
                    line)
                : new StatementException(
                    StatementFault.MalformedLine,
                    "Файл XML повреждён. Скачайте выписку из банка ещё раз.",
                    line);
        }
    }
}
