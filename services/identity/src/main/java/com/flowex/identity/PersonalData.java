package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.ConsentRoutes;
import com.flowex.identity.api.ProfileRoutes;
import com.flowex.identity.store.person.Consent;
import com.flowex.identity.store.person.ConsentsTable;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.person.UserProfile;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Wiring of the endpoints where people see and change their own data. */
public final class PersonalData {

    private final Routes routes;
    private final ProfilesTable profiles;
    private final ConsentsTable consents;

    public PersonalData(Database database, UsersTable users, PersonKeys keys, InstantSource clock) {
        this.profiles = new ProfilesTable(database, keys);
        this.consents = new ConsentsTable(database, keys);
        this.routes = new Routes()
                .addAll(new ProfileRoutes(users, profiles).routes())
                .addAll(new ConsentRoutes(users, consents, clock).routes());
    }

    public Routes routes() {
        return routes;
    }

    /** Returns the user's profile. */
    public UserProfile profile(Connection connection, User user) throws SQLException {
        return profiles.of(connection, user);
    }

    /** Returns the user's consents, oldest first. */
    public List<Consent> consents(Connection connection, User user) throws SQLException {
        return Consent.of(consents.of(connection, user));
    }
}
