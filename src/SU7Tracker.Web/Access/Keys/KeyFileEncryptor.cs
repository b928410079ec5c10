using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SU7Tracker.Web.Access.Keys;

/// <summary>Encrypts a data-protection key with the key file.</summary>
internal sealed class KeyFileEncryptor(KeyFile key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var bytes = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement("encryptedKey", Convert.ToBase64String(key.Encrypt(bytes))), typeof(KeyFileDecryptor));
    }
}
