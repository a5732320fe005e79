package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ConsentRoutes;
import com.flowex.identity.api.ProfileRoutes;
import com.flowex.identity.store.archive.ArchivePart;
import com.flowex.identity.store.archive.IdentityArchiveParts;
import com.flowex.identity.store.archive.LoginHistory;
import com.flowex.identity.store.person.ConsentsTable;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import java.time.InstantSource;
import java.util.List;

/** Wiring of the endpoints where people see and change their own data. */
final class PersonalData {

    private final Routes routes;
    private final ProfilesTable profiles;
    private final ConsentsTable consents;
    private final PhoneNumbersTable phones;

    PersonalData(Database database, UsersTable users, PersonKeys keys, InstantSource clock) {
        this.profiles = new ProfilesTable(database, keys);
        this.phones = new PhoneNumbersTable(database, keys);
        this.consents = new ConsentsTable(database, keys);
        this.routes = new Routes()
                .addAll(new ProfileRoutes(users, profiles).routes())
                .addAll(new ConsentRoutes(users, consents, clock).routes());
    }

    Routes routes() {
        return routes;
    }

    ProfilesTable profiles() {
        return profiles;
    }

    /** Returns the sources of what an archive has of a person from identity's sealed or computed data. */
    List<ArchivePart> archiveParts(SessionStore sessions, LoginHistory logIns) {
        return new IdentityArchiveParts(profiles, phones, consents, sessions, logIns).parts();
    }
}
