package com.flowex.risk.store.suspicion;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Table of the notes of cases: a note is written once, and deleted with its case. */
public final class CaseNotesTable {

    private static final String ADD = """
            INSERT INTO risk.surveillance_notes (tenant_id, case_id, author, at, deed, text) VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id, author, at, deed, text""";
    private static final String COUNT =
            "SELECT count(*) FROM risk.surveillance_notes WHERE tenant_id = ? AND case_id = ?";
    private static final String ALL = """
            SELECT id, author, at, deed, text FROM risk.surveillance_notes WHERE tenant_id = ? AND case_id = ? ORDER BY id""";

    private final Database database;

    public CaseNotesTable(Database database) {
        this.database = database;
    }

    public static CaseNote add(Transaction transaction, int tenant, long id, CaseNote.Draft note) {
        return Sql.one(
                        transaction,
                        CaseNotesTable::row,
                        ADD,
                        tenant,
                        id,
                        note.author(),
                        note.at(),
                        note.kind().name().toLowerCase(Locale.ROOT),
                        note.text())
                .orElseThrow();
    }

    public static long count(Transaction transaction, int tenant, long id) {
        return Sql.one(transaction, row -> row.getLong(1), COUNT, tenant, id).orElse(0L);
    }

    /** Returns a case's notes, in the order of writing. */
    public List<CaseNote> of(int tenant, long id) {
        return database.query(tenant, transaction -> Sql.all(transaction, CaseNotesTable::row, ALL, tenant, id));
    }

    private static CaseNote row(ResultSet row) throws SQLException {
        return new CaseNote(
                row.getLong(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                CaseNote.NoteKind.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getString(5));
    }
}
