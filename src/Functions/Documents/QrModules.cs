using System.Text;
using Billing;
using QRCoder;

namespace Functions.Documents;

/// <summary>An invoice's payment QR code as its modules, for a page to draw.</summary>
public static class QrModules
{
    /// <summary>How many modules a row has, and all of them, row by row, a bit each: the highest first.</summary>
    public static (int Size, byte[] Bits) From(Invoice invoice)
    {
        var content = Encoding.UTF8.GetBytes(PaymentQr.TextFor(invoice));
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var bits = new byte[((size * size) + 7) / 8];
        for (var at = 0; at < size * size; at++)
        {
            if (code.ModuleMatrix[at / size][at % size])
            {
                bits[at / 8] |= (byte)(0x80 >> (at % 8));
            }
        }

        return (size, bits);
    }
}
