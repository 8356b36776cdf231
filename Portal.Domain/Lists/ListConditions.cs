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

    public static Expression<Func<TEntity, bool>> Or<TEntity>(this Expression<Func<TEntity, bool>> left, Expression<Func<TEntity, bool>> right) =>
        Expression.Lambda<Func<TEntity, bool>>(
            Expression.OrElse(left.Body, new Replace(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    /// <summary>Two values of one entity as one.</summary>
    public static Expression<Func<TEntity, TResult>> With<TEntity, TFirst, TSecond, TResult>(
        this Expression<Func<TEntity, TFirst>> first, Expression<Func<TEntity, TSecond>> second, Expression<Func<TFirst, TSecond, TResult>> together)
    {
        var other = new Replace(second.Parameters[0], first.Parameters[0]).Visit(second.Body);
        var body = new Replace(together.Parameters[1], other).Visit(new Replace(together.Parameters[0], first.Body).Visit(together.Body));
        return Expression.Lambda<Func<TEntity, TResult>>(body, first.Parameters);
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
