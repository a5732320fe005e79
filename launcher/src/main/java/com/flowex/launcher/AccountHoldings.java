package com.flowex.launcher;

import com.flowex.domain.AccountId;
import com.flowex.ground.database.PersonExport;
import com.flowex.ground.database.RowSource;
import com.flowex.ground.database.Sql;
import com.flowex.identity.person.Neighbours;
import java.util.ArrayList;
import java.util.List;

/**
 * Remaining holdings of an account, collected from the services.
 *
 * @param kinds queries; each row describes one holding in words
 */
record AccountHoldings(RowSource rows, List<PersonExport> kinds) implements Neighbours.Holdings {

    @Override
    public List<String> of(AccountId account) {
        return rows.query(account.tenant(), connection -> {
            List<String> left = new ArrayList<>();
            for (PersonExport kind : kinds) {
                left.addAll(
                        Sql.all(connection, row -> row.getString(1), kind.sql(), account.tenant(), account.number()));
            }
            return left;
        });
    }
}
