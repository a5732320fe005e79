package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ErasureRoutes;
import com.flowex.identity.app.erasure.AccountClosure;
import com.flowex.identity.app.erasure.ErasureRecords;
import com.flowex.identity.app.erasure.ErasureWorker;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.PersonalDataSettings;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.PersonRemoval;

/** Wiring of erasures. */
final class Erasures {

    private final Routes routes;
    private final ErasureWorker erasing;

    /**
     * Wires erasures.
     *
     * @param neighbours data and work of other services about people
     */
    Erasures(IdentityAccess access, Reauthentication proof, ExternalPersonData neighbours) {
        IdentityComponents parts = access.parts();
        PersonalDataSettings people = access.settings().people();
        ErasuresTable table = new ErasuresTable(access.edge().ground().database());
        PersonRemoval removal =
                new PersonRemoval(neighbours.removals(), parts.passwords().nobodys());
        this.erasing = new ErasureWorker(
                parts.users(),
                table,
                new ErasureRecords(
                        new ErasureLog(people.erased()), access.edge().audit()),
                new AccountClosure(access.sessions(), access.restrictions(), removal),
                neighbours,
                access.clock());
        this.routes = new ErasureRoutes(parts, table, proof, neighbours, people.erasureWait(), access.clock()).routes();
    }

    Routes routes() {
        return routes;
    }

    /** Returns the worker that erases people whose waiting period is over. */
    ErasureWorker erasing() {
        return erasing;
    }
}
