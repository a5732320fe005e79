package com.flowex.identity.store.archive;

import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writer of an archive: for each kind one JSON file and one CSV file, and a description of them. */
public final class ArchiveFile {

    private static final String READ_ME = """
            Each kind of rows is there twice: as JSON and as comma separated values (UTF-8). Amounts, prices and quantities are whole
            units: assets and markets say how many decimal places they have. Times that end in _nanos are nanoseconds since 1970.
            Passwords, codes and secrets of keys are in no archive: we do not have them, or have only what checks them.
            """;

    private final List<ArchivePart> parts;

    public ArchiveFile(List<ArchivePart> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Listener that is notified between two kinds. */
    interface Progress {
        void done(int parts, int of);
    }

    /** @param transaction connection in a transaction with a consistent snapshot */
    void write(OutputStream out, Transaction transaction, User user, Instant at, Progress progress)
            throws SQLException, IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        begin(zip, "README.txt", at);
        zip.write(("Data that this exchange has about you, as of " + at + ".\n\n" + READ_ME)
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        for (int i = 0; i < parts.size(); i++) {
            ArchivePart part = parts.get(i);
            begin(zip, part.kind() + ".json", at);
            try (JsonRowWriter json = new JsonRowWriter(zip)) {
                part.rows().to(json, transaction, user);
            }
            zip.closeEntry();
            begin(zip, part.kind() + ".csv", at);
            part.rows().to(new CsvRowWriter(zip), transaction, user);
            zip.closeEntry();
            progress.done(i + 1, parts.size());
        }
        zip.finish();
        zip.flush();
    }

    private static void begin(ZipOutputStream zip, String name, Instant at) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(at));
        zip.putNextEntry(entry);
    }
}
