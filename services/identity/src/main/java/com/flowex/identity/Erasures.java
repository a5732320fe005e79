package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ErasureRoutes;
import com.flowex.identity.app.erasure.ErasureWorker;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.PersonRemoval;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Wiring of erasures. */
final class Erasures {

    private final Routes routes;
    private final ErasureWorker erasing;

    /**
     * Wires erasures.
     *
     * @param list folder of the list of erased people
     * @param wait time within which an erasure can be canceled
     */
    Erasures(
            Edge edge,
            IdentityComponents parts,
            Sessions sessions,
            Restrictions restrictions,
            Reauthentication proof,
            ExternalPersonData neighbours,
            Path list,
            Duration wait,
            InstantSource clock) {
        ErasuresTable table = new ErasuresTable(edge.ground().database());
        PersonRemoval removal =
                new PersonRemoval(neighbours.removals(), parts.passwords().nobodys());
        this.erasing = new ErasureWorker(
                parts.users(),
                table,
                new ErasureLog(list),
                removal,
                sessions,
                restrictions,
                neighbours,
                edge.audit(),
                clock);
        this.routes = new ErasureRoutes(parts.users(), table, proof, neighbours, parts.letters(), wait, clock).routes();
    }

    Routes routes() {
        return routes;
    }

    /** Returns the worker that erases people whose waiting period is over. */
    ErasureWorker erasing() {
        return erasing;
    }
}
