using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>A property or field of a class that holds a property of a row.</summary>
internal sealed class EntityMember
{
    private const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;
    private static readonly ConcurrentDictionary<Type, EntityMember[]> Known = new();

    private readonly MemberInfo _member;

    private EntityMember(MemberInfo member)
    {
        _member = member;
        Name = member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        (Type, CanRead, CanWrite) = member switch
        {
            PropertyInfo property => (property.PropertyType, property.CanRead, property.CanWrite),
            FieldInfo field => (field.FieldType, true, !field.IsInitOnly),
            _ => throw new ArgumentException($"{member} holds no value.", nameof(member)),
        };
    }

    /// <summary>The property's name in the row.</summary>
    public string Name { get; }

    public Type Type { get; }

    public bool CanRead { get; }

    public bool CanWrite { get; }

    /// <summary>All public ones but those marked with <see cref="IgnoreDataMemberAttribute"/>, and what <see cref="ITableEntity"/> has besides.</summary>
    public static EntityMember[] Of(Type type) => Known.GetOrAdd(type, Find);

    public object Get(object entity) => _member is PropertyInfo property ? property.GetValue(entity) : ((FieldInfo)_member).GetValue(entity);

    public void Set(object entity, object value)
    {
        if (_member is PropertyInfo property)
        {
            property.SetValue(entity, value);
        }
        else
        {
            ((FieldInfo)_member).SetValue(entity, value);
        }
    }

    private static EntityMember[] Find(Type type)
    {
        IEnumerable<MemberInfo> own = [.. type.GetProperties(PublicInstance), .. type.GetFields(PublicInstance)];
        return [.. own
            .UnionBy(typeof(ITableEntity).GetProperties(), member => member.Name)
            .Where(member => !member.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(member => new EntityMember(member))];
    }
}
