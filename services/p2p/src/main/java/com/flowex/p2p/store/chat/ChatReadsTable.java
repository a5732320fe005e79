package com.flowex.p2p.store.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Numbers up to which people have read chats. */
public final class ChatReadsTable {

    private static final String SET = """
            INSERT INTO p2p.chat_reads AS r (tenant_id, trade, account, number) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, trade, account) DO UPDATE SET number = greatest(r.number, excluded.number)""";
    private static final String OF = "SELECT account, number FROM p2p.chat_reads WHERE tenant_id = ? AND trade = ?";

    private ChatReadsTable() {}

    /** Notes that an account has read up to a number; a smaller number changes nothing. */
    public static void set(Transaction connection, UUID trade, AccountId account, int number) {
        Sql.execute(connection, SET, account.tenant(), trade, account.number(), number);
    }

    /** Returns the numbers by account. */
    public static Map<Long, Integer> of(Transaction connection, int tenant, UUID trade) {
        Map<Long, Integer> read = new HashMap<>();
        Sql.all(connection, row -> read.put(row.getLong(1), row.getInt(2)), OF, tenant, trade);
        return read;
    }
}
