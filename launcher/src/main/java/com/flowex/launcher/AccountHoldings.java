package com.flowex.launcher;

import com.flowex.domain.AccountId;
import com.flowex.ground.database.PersonRows;
import com.flowex.ground.database.RowSource;
import com.flowex.ground.database.Sql;
import com.flowex.identity.person.Neighbours;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account still has, by what each service says of it.
 *
 * @param kinds each row of each says one thing, in words
 */
record AccountHoldings(RowSource rows, List<PersonRows> kinds) implements Neighbours.Holdings {

    @Override
    public List<String> of(AccountId account) {
        return rows.query(account.tenant(), connection -> {
            List<String> left = new ArrayList<>();
            for (PersonRows kind : kinds) {
                left.addAll(
                        Sql.all(connection, row -> row.getString(1), kind.sql(), account.tenant(), account.number()));
            }
            return left;
        });
    }
}
