package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.archive.ArchiveWorker;
import com.flowex.identity.app.erasure.ErasureCompletion;
import com.flowex.identity.app.erasure.ErasureWorker;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.platform.operator.OperatorCommand;
import java.util.Map;

/** Archives and erasures of people's data: the routes of users, and the workers that tasks run. */
public final class PersonalDataService {

    private final Archives archives;
    private final Erasures erasures;

    /** @param data data and work of other services about people */
    public PersonalDataService(IdentityAccess access, ExternalPersonData data) {
        IdentityComponents parts = access.parts();
        Reauthentication proof =
                new Reauthentication(parts.users(), parts.lockout(), parts.passwords(), access.confirmation());
        this.archives = new Archives(access, proof, data);
        this.erasures = new Erasures(access, proof, data);
    }

    /** Erases people again whom a restored database has back. To be called before requests are served. */
    public void eraseAgain() {
        erasures.erasing().eraseAgain();
    }

    /** Returns the worker that creates requested archives. */
    public ArchiveWorker archives() {
        return archives.making();
    }

    /** Returns the worker that erases people whose waiting period is over. */
    public ErasureWorker erasures() {
        return erasures.erasing();
    }

    /** Returns the last step of erasures. */
    public ErasureCompletion completion() {
        return erasures.completing();
    }

    /** Returns the commands that operators run at the command line, by name. */
    public Map<String, OperatorCommand> commands() {
        return erasures.unclaimed().commands();
    }

    Routes routes() {
        return new Routes().addAll(archives.routes()).addAll(erasures.routes());
    }
}
