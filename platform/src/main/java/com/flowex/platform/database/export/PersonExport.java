package com.flowex.platform.database.export;

/**
 * A service's rows of one person.
 *
 * @param kind kind of each row, for example "order"
 * @param of number that identifies the person in the rows
 * @param sql selects the rows, with two parameters: the tenant and that number; it must select no secret
 */
public record PersonExport(String kind, PersonKey of, String sql) {

    /** Number that identifies a person's rows. */
    public enum PersonKey {
        USER("user_id"),
        ACCOUNT("account");

        private final String column;

        PersonKey(String column) {
            this.column = column;
        }
    }

    /**
     * Returns a person's rows of a table, with these columns.
     *
     * @param tenant column with the tenant
     */
    public static PersonExport of(
            String kind, PersonKey of, String columns, String table, String tenant, String order) {
        return new PersonExport(
                kind,
                of,
                "SELECT " + columns + " FROM " + table + " WHERE " + tenant + " = ? AND " + of.column + " = ? ORDER BY "
                        + order);
    }

    /** Returns a user's own rows. */
    public static PersonExport ofUser(String kind, String columns, String table, String order) {
        return of(kind, PersonKey.USER, columns, table, "tenant_id", order);
    }

    /** Returns an account's rows in a view of the log. */
    public static PersonExport ofAccount(String kind, String table, String order) {
        return of(kind, PersonKey.ACCOUNT, "*", table, "tenant", order);
    }
}
