package com.flowex.app.wiring.adapter.p2p;

import com.flowex.identity.IdentityAccess;
import com.flowex.p2p.app.method.People;
import java.util.Optional;

/** People of identity, as trades between people see them. */
public record P2pPeople(IdentityAccess access) implements People {

    @Override
    public Optional<Person> find(int tenant, long user) {
        return access.profiles()
                .person(tenant, user)
                .map(each -> new Person(
                        each.user().firstName() + " " + each.user().lastName(),
                        each.user().createdAt(),
                        each.user().emailVerified(),
                        each.country()));
    }
}
