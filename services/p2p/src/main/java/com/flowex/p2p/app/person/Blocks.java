package com.flowex.p2p.app.person;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.BlocksTable;
import com.flowex.p2p.store.BlocksTable.Block;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** People with whom a person does not trade. A person knows others by trades alone, so a trade names them. */
public record Blocks(Database database, TradesTable trades) {

    /** Maximum number of people that one person blocks. */
    public static final int BLOCKS_MAX = 200;

    /** Returns the blocks of a person, newest first. */
    public List<Block> of(AccountId account) {
        return database.query(account.tenant(), connection -> BlocksTable.of(connection, account, BLOCKS_MAX));
    }

    /** Blocks the other party of a trade. Trades under way go on. */
    public Block add(AccountId account, UUID trade, Instant now) {
        int tenant = account.tenant();
        return database.transaction(tenant, connection -> {
            BlocksTable.lock(connection, account);
            AccountId other = trades.find(connection, tenant, trade)
                    .filter(found -> found.isParty(account))
                    .orElseThrow(() -> Refusal.notFound("you have no such trade"))
                    .otherThan(account);
            if (BlocksTable.of(connection, account, BLOCKS_MAX).size() >= BLOCKS_MAX) {
                throw new Refusal(
                        RefusalCode.P2P_LIMIT, "you block " + BLOCKS_MAX + " people, which is the limit: lift one");
            }
            BlocksTable.add(connection, account, other, trade, now);
            return BlocksTable.of(connection, account, BLOCKS_MAX).stream()
                    .filter(each -> each.blocked() == other.number())
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** Lifts a block. */
    public void remove(AccountId account, long id) {
        boolean isRemoved =
                database.transaction(account.tenant(), connection -> BlocksTable.remove(connection, account, id));
        if (!isRemoved) {
            throw Refusal.notFound("you have no such block");
        }
    }
}
