package com.flowex.p2p.app.statement;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.store.statement.BankStatementsTable;
import com.flowex.p2p.store.statement.StatementPartsTable;
import com.flowex.p2p.store.statement.StatementPartsTable.Part;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files of a bank that are longer than one request, in parts. A part may be sent again, and an unfinished file costs
 * nothing but its parts, which go after an hour. The parts stay until then, so a repeated end of the upload adds the file
 * again, of which no entry is new.
 */
public final class StatementParts {

    /** Maximum number of parts of a file. */
    public static final int PARTS_MAX = 40;

    /** Maximum number of characters of a whole file. */
    public static final int CONTENT_MAX = 1_000_000;

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int FORGET_MAX = 1_000;

    private final Database database;
    private final StatementPartsTable parts;
    private final InstantSource clock;

    public StatementParts(Database database, StatementPartsTable parts, InstantSource clock) {
        this.database = database;
        this.parts = parts;
        this.clock = clock;
    }

    /** Stores a part. The first part of another upload ends the one before. */
    public void put(Trader owner, Part part) {
        AccountId account = owner.account();
        database.transaction(account.tenant(), connection -> {
            BankStatementsTable.lock(connection, account);
            parts.put(connection, account, owner.user(), part, clock.instant().truncatedTo(ChronoUnit.MICROS));
            return part;
        });
    }

    /**
     * Returns the content of a file.
     *
     * @param count number of its parts
     * @throws Refusal {@code invalid_field} if a part is missing or the file is too long
     */
    public String content(AccountId owner, String upload, int count) {
        List<Part> found =
                database.query(owner.tenant(), connection -> parts.all(connection, owner, upload, PARTS_MAX));
        for (int number = 1; number <= count; number++) {
            if (found.size() < number || found.get(number - 1).number() != number) {
                throw Refusal.invalid("upload_id", "an upload with all its parts: part " + number + " is missing");
            }
        }
        if (found.size() > count) {
            throw Refusal.invalid("parts", "the number of parts that were sent, which is " + found.size());
        }
        String content = found.stream().map(Part::content).collect(Collectors.joining());
        if (content.length() > CONTENT_MAX) {
            throw Refusal.invalid("upload_id", "a file of at most " + CONTENT_MAX + " characters");
        }
        return content;
    }

    /** Removes parts of files that were not sent on; returns how many. */
    public int forget(int tenant) {
        return database.transaction(
                tenant,
                connection -> StatementPartsTable.forget(
                        connection, tenant, clock.instant().minus(KEPT), FORGET_MAX));
    }
}
