package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ArchiveRoutes;
import com.flowex.identity.app.archive.ArchiveWorker;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.store.archive.ArchiveFile;
import com.flowex.identity.store.archive.ArchivePart;
import com.flowex.identity.store.archive.ArchiveWriter;
import com.flowex.identity.store.archive.ArchivesTable;
import com.flowex.identity.store.archive.LoginHistory;
import com.flowex.identity.store.archive.QueryArchivePart;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Wiring of archives. */
final class Archives {

    private final Routes routes;
    private final ArchiveWorker making;

    /**
     * Wires archives.
     *
     * @param data data and work of other services about people
     */
    Archives(IdentityAccess access, Reauthentication proof, ExternalPersonData data) {
        Platform platform = access.edge().platform();
        UsersTable users = access.parts().users();
        Duration life = access.settings().people().archiveLife();
        InstantSource clock = access.clock();
        ArchivesTable table = new ArchivesTable(platform.database(), access.personKeys());
        List<ArchivePart> own =
                access.own().archiveParts(access.parts().sessions(), new LoginHistory(Edge.addresses(platform)));
        List<ArchivePart> parts = Stream.concat(
                        own.stream(),
                        data.rows().stream().map(each -> QueryArchivePart.part(each, access.personKeys())))
                .toList();
        this.making = new ArchiveWorker(
                table, new ArchiveWriter(platform.database(), table, new ArchiveFile(parts), clock), life, clock);
        this.routes = new ArchiveRoutes(users, table, proof, data.work(), life, clock).routes();
    }

    Routes routes() {
        return routes;
    }

    /** Returns the worker that creates requested archives. */
    ArchiveWorker making() {
        return making;
    }
}
