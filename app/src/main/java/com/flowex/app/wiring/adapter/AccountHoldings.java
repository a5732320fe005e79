package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Remaining holdings of an account, collected from the services.
 *
 * @param kinds queries; each row describes one holding in words
 */
public record AccountHoldings(RowSource rows, List<PersonExport> kinds) implements ExternalPersonData.Holdings {

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
