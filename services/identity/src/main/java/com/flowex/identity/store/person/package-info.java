/** Tables of people's own data: profiles, consents, erasures. */
@NullMarked
package com.flowex.identity.store.person;

import org.jspecify.annotations.NullMarked;
