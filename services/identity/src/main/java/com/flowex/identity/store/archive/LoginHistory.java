package com.flowex.identity.store.archive;

import com.flowex.audit.SealedAddresses;
import com.flowex.identity.store.archive.RowSink.Column;
import com.flowex.identity.store.archive.RowSink.Shape;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** Times and addresses of a person's logins, for as long as the audit log keeps them. */
public final class LoginHistory {

    private static final String OF = """
            SELECT at, action, sent_from FROM platform.audit_entries
            WHERE tenant = ? AND actor = 'anonymous' AND subject = 'user ' || ?::bigint
            AND action IN ('POST /api/auth/login', 'POST /api/auth/verify-2fa', 'POST /api/auth/passkeys/login')
            AND outcome = '200'
            ORDER BY number""";

    private static final int ROWS_AT_A_TIME = 500;
    private static final List<Column> COLUMNS = Stream.of("at", "ip_address", "proof")
            .map(name -> new Column(name, Shape.TEXT))
            .toList();

    private final SealedAddresses addresses;

    public LoginHistory(SealedAddresses addresses) {
        this.addresses = addresses;
    }

    void rows(RowSink sink, Transaction transaction, User user) throws SQLException, IOException {
        sink.columns(COLUMNS);
        try (PreparedStatement select = transaction.jdbc().prepareStatement(OF)) {
            select.setInt(1, user.tenant());
            select.setLong(2, user.id());
            select.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
                    String from = addresses.opened(transaction, user.tenant(), row.getString(3), at.toInstant());
                    sink.row(List.of(at.toInstant().toString(), from, proof(row.getString(2))));
                }
            }
        }
    }

    private static String proof(String action) {
        if (action.endsWith("passkeys/login")) {
            return "passkey";
        }
        return action.endsWith("verify-2fa") ? "password and second factor" : "password";
    }
}
