using System.Text;

namespace Billing;

/// <summary>
/// The lines of a 1CClientBankExchange file, one at a time: a key and what stands behind the first <c>=</c>. Lines of
/// white space are left out. Of a long line only its beginning is kept.
/// </summary>
internal sealed class ExchangeLines(TextReader text)
{
    private const int BufferLength = 8 * 1024;

    private readonly char[] _buffer = new char[BufferLength];
    private readonly StringBuilder _line = new();
    private int _length;
    private int _next;
    private bool _afterReturn;

    /// <summary>The number of the line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What stands before the first <c>=</c>, or the whole line.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What stands behind the first <c>=</c>; null where there is none.</summary>
    public string? Value { get; private set; }

    /// <summary>Goes to the next line; false after the last.</summary>
    public bool Next()
    {
        while (ReadLine())
        {
            // Files from DOS may end with its mark, Ctrl-Z.
            var line = _line.ToString().Trim(' ', '\t', '\uFEFF', '\u001a', '\u00a0');
            if (line.Length > 0)
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                (Key, Value) = equals < 0 ? (line, null) : (line[..equals].TrimEnd(), line[(equals + 1)..].Trim());
                return true;
            }
        }

        return false;
    }

    private bool ReadLine()
    {
        _line.Clear();
        var any = false;
        while (Fill())
        {
            var isSecondHalf = _afterReturn && _buffer[_next] == '\n';
            _afterReturn = false;
            if (isSecondHalf)
            {
                _next++;
                continue;
            }

            any = true;
            var rest = _buffer.AsSpan(_next, _length - _next);
            var end = rest.IndexOfAny('\r', '\n');
            var part = end < 0 ? rest : rest[..end];
            _line.Append(part[..Math.Min(part.Length, StatementLimits.ValueLength - _line.Length)]);
            _next += part.Length;
            if (end >= 0)
            {
                _next++;
                _afterReturn = rest[end] == '\r';
                break;
            }
        }

        Number += any ? 1 : 0;
        return any;
    }

    private bool Fill()
    {
        if (_next == _length)
        {
            (_length, _next) = (text.Read(_buffer), 0);
        }

        return _length > 0;
    }
}
