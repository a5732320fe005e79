package com.flowex.ground.database;

/**
 * What a service has of one person.
 *
 * @param kind what each row is, for example "order"
 * @param of by which number the rows are the person's
 * @param sql selects them, with two parameters: the tenant, and that number; never a secret
 */
public record PersonRows(String kind, Of of, String sql) {

    /** By which number somebody's rows are known. */
    public enum Of {
        USER,
        ACCOUNT
    }

    /**
     * The rows that a person has in a table, with these columns.
     *
     * @param tenant the column that says whose exchange a row is of
     * @param person the column that says whose a row is
     */
    public static PersonRows of(
            String kind, Of of, String columns, String table, String tenant, String person, String order) {
        return new PersonRows(
                kind,
                of,
                "SELECT " + columns + " FROM " + table + " WHERE " + tenant + " = ? AND " + person + " = ? ORDER BY "
                        + order);
    }

    /** What a user's own rows are. */
    public static PersonRows ofUser(String kind, String columns, String table, String order) {
        return of(kind, Of.USER, columns, table, "tenant_id", "user_id", order);
    }

    /** What an account has in a view of the log. */
    public static PersonRows ofAccount(String kind, String table, String order) {
        return of(kind, Of.ACCOUNT, "*", table, "tenant", "account", order);
    }
}
