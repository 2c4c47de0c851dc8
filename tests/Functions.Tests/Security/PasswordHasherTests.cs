using System.Diagnostics;
using Billing;
using Functions.Security;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Security;

public sealed class PasswordHasherTests
{
    // Computed with the reference implementation: argon2 0123456789abcdef -id -t 2 -k 19456 -p 1 -l 32 -e
    private const string Salt = "MDEyMzQ1Njc4OWFiY2RlZg";
    private const string Derived = "J5PQiPCjRl6x/EuA7W+q/BswBrR1gabaGbiaxNtAqOA";

    [Theory]
    [InlineData("correct horse battery", "m=19456,t=2", Salt, "69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4")]
    [InlineData("correct horse battery", "m=64,t=3", Salt, "2VTcq13QrGSeyOdQB+dbwKTfz+IIGfVfm+kpNdU7pL8")]
    [InlineData("пароль-й", "m=8,t=1", "ZmVkY2JhOTg3NjU0MzIxMA", "GrzZdOL2ZxiPFMOc8Zv1g9Ho7xsUrxc/Nm0e7KjYtik")]
    [InlineData("pässword", "m=8,t=1", Salt, Derived)]
    public void A_hash_of_the_reference_implementation_is_verified(
        string password,
        string cost,
        string salt,
        string derived)
    {
        var hash = $"$argon2id$v=19${cost},p=1${salt}${derived}";

        Assert.True(Hasher(8, 1).Verify(hash, Typed(password)).IsRight);
        Assert.False(Hasher(8, 1).Verify(hash, Typed(password + " ")).IsRight);
        Assert.False(Hasher(8, 1).Verify(hash, Typed(password.ToUpperInvariant())).IsRight);
    }

    [Fact]
    public void A_hash_has_the_parameters_of_the_settings_and_a_salt_of_its_own()
    {
        var (hash, otherHash) = (Hasher(16, 3).Hash(Typed("password")), Hasher(16, 3).Hash(Typed("password")));

        Assert.Matches(@"^\$argon2id\$v=19\$m=16,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$", hash);
        Assert.NotEqual(hash.Split('$')[4], otherHash.Split('$')[4]);
        Assert.NotEqual(hash.Split('$')[5], otherHash.Split('$')[5]);
        Assert.Equal(new PasswordCheck(true, null), Hasher(16, 3).Verify(hash, Typed("password")));
    }

    [Fact]
    public void Without_settings_the_parameters_are_those_of_OWASP() =>
        Assert.StartsWith(
            "$argon2id$v=19$m=19456,t=2,p=1$",
            new PasswordHasher(Options.Create(new CabinetSettings())).Hash(Typed("password")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(64, 2, false)]
    [InlineData(65, 2, true)]
    [InlineData(64, 3, true)]
    [InlineData(63, 3, true)]
    [InlineData(63, 2, false)]
    [InlineData(64, 1, false)]
    public void A_right_password_is_hashed_anew_when_memory_or_passes_rise(int memoryKiB, int passes, bool rises)
    {
        var storedHash = Hasher(64, 2).Hash(Typed("password"));

        var check = Hasher(memoryKiB, passes).Verify(storedHash, Typed("password"));

        Assert.True(check.IsRight);
        Assert.Equal(rises, check.BetterHash is not null);
        if (check.BetterHash is { } betterHash)
        {
            Assert.StartsWith($"$argon2id$v=19$m={memoryKiB},t={passes},", betterHash, StringComparison.Ordinal);
            Assert.Equal(
                new PasswordCheck(true, null),
                Hasher(memoryKiB, passes).Verify(betterHash, Typed("password")));
        }

        Assert.Equal(new PasswordCheck(false, null), Hasher(memoryKiB, passes).Verify(storedHash, Typed("Password")));
    }

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("паро\u0439", "паро\u0438\u0306")]
    [InlineData("\u212b", "\u00c5")]
    public void A_password_is_the_same_however_its_characters_are_composed(string one, string other)
    {
        Assert.NotEqual(one, other);
        Assert.True(Hasher(8, 1).Verify(Hasher(8, 1).Hash(Typed(one)), Typed(other)).IsRight);
        Assert.True(Hasher(8, 1).Verify(Hasher(8, 1).Hash(Typed(other)), Typed(one)).IsRight);
    }

    [Theory]
    [InlineData("")]
    [InlineData("password")]
    [InlineData("$argon2i$v=19$m=8,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=16$m=8,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$m=8,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=7,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=1048577,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=99999999999,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=-8,t=1,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=0,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=11,p=1$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=2$" + Salt + "$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$" + Salt)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$" + Salt + "$")]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$" + Salt + "A$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$" + Salt + "==$" + Derived)]
    [InlineData("$argon2id$v=19$m=8,t=1,p=1$" + Salt + "$" + Derived + "\n")]
    [InlineData(" $argon2id$v=19$m=8,t=1,p=1$" + Salt + "$" + Derived)]
    public void A_malformed_or_absurd_hash_is_a_fault_that_names_no_secret(string hash)
    {
        var fault = Assert.Throws<FormatException>(() => Hasher(8, 1).Verify(hash, Typed("pässword")));

        Assert.DoesNotContain(Salt, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("J5PQ", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("pässword", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(42)]
    public void One_wrong_character_of_the_hash_makes_the_password_wrong(int at)
    {
        var characters = Derived.ToCharArray();

        // The last character's two low bits are padding, so take one that differs above them.
        characters[at] = characters[at] == 'A' || at == 42 ? 'Q' : 'A';
        var hash = $"$argon2id$v=19$m=8,t=1,p=1${Salt}${new string(characters)}";

        Assert.False(Hasher(8, 1).Verify(hash, Typed("pässword")).IsRight);
    }

    [Fact]
    public void Without_a_cabinet_every_password_is_wrong_and_takes_its_time()
    {
        var hasher = Hasher(65_536, 2);
        var hash = hasher.Hash(Typed("password"));

        var watch = Stopwatch.StartNew();
        Assert.True(hasher.Verify(hash, Typed("password")).IsRight);
        var withCabinet = watch.Elapsed;
        watch.Restart();
        Assert.Equal(new PasswordCheck(false, null), hasher.Verify(null, Typed("password")));
        var withoutCabinet = watch.Elapsed;

        // Without hashing it would take a thousandth of the time; a busy machine does not make that a tenth.
        Assert.True(
            withoutCabinet > withCabinet / 10,
            $"{withoutCabinet} without a cabinet, {withCabinet} with one.");
    }

    internal static Password Typed(string text) => Password.From(text)!;

    internal static PasswordHasher Hasher(int memoryKiB, int passes) =>
        new(Options.Create(new CabinetSettings { HashMemoryKiB = memoryKiB, HashPasses = passes }));
}
