package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ErasureRoutes;
import com.flowex.identity.app.erasure.AccountClosure;
import com.flowex.identity.app.erasure.ErasureCompletion;
import com.flowex.identity.app.erasure.ErasureRecords;
import com.flowex.identity.app.erasure.ErasureWorker;
import com.flowex.identity.app.erasure.UnclaimedMoney;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.PersonalDataSettings;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.PersonRemoval;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TableRewrite;

/** Wiring of erasures. */
final class Erasures {

    private final Routes routes;
    private final ErasureWorker erasing;
    private final ErasureCompletion completing;
    private final UnclaimedMoney unclaimed;

    /**
     * Wires erasures.
     *
     * @param data data and work of other services about people
     */
    Erasures(IdentityAccess access, Reauthentication proof, ExternalPersonData data) {
        IdentityComponents parts = access.parts();
        PersonalDataSettings people = access.settings().people();
        Database database = access.edge().platform().database();
        ErasuresTable table = new ErasuresTable(database);
        ErasureRecords records = new ErasureRecords(
                new ErasureLog(people.erased()), access.edge().audit());
        PersonRemoval removal =
                new PersonRemoval(data.removals(), parts.passwords().unusedHash());
        this.erasing = new ErasureWorker(
                parts.users(),
                table,
                records,
                new AccountClosure(access.sessions(), access.restrictions(), removal),
                data,
                access.clock());
        this.completing = new ErasureCompletion(table, removal, new TableRewrite(database), records, access.clock());
        this.unclaimed = new UnclaimedMoney(database, data.forfeits());
        this.routes = new ErasureRoutes(parts, table, proof, data, people.erasureWait(), access.clock()).routes();
    }

    Routes routes() {
        return routes;
    }

    /** Returns the list of money in accounts of erased people. */
    UnclaimedMoney unclaimed() {
        return unclaimed;
    }

    /** Returns the worker that erases people whose waiting period is over. */
    ErasureWorker erasing() {
        return erasing;
    }

    /** Returns the last step, after which nothing of the erased people is in the files of the database. */
    ErasureCompletion completing() {
        return completing;
    }
}
