using System.Linq.Expressions;

namespace Portal.Domain.Lists;

/// <summary>Puts a condition on a value into a condition on the entity that has the value, as one expression that EF Core translates.</summary>
internal static class ListConditions
{
    public static Expression<Func<TEntity, bool>> Is<TEntity, TValue>(this Expression<Func<TEntity, TValue>> value, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<TEntity, bool>>(new Replace(condition.Parameters[0], value.Body).Visit(condition.Body), value.Parameters);

    /// <summary>Both ends of a range, either of which may be open, not both.</summary>
    public static Expression<Func<TEntity, bool>> Between<TEntity, TValue>(
        this Expression<Func<TEntity, TValue>> value, Expression<Func<TValue, bool>>? from, Expression<Func<TValue, bool>>? to) => (from, to) switch
        {
            (not null, not null) => value.Is(from).And(value.Is(to)),
            _ => value.Is(from ?? to!),
        };

    public static Expression<Func<TEntity, bool>> And<TEntity>(this Expression<Func<TEntity, bool>> left, Expression<Func<TEntity, bool>> right) =>
        Expression.Lambda<Func<TEntity, bool>>(
            Expression.AndAlso(left.Body, new Replace(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
