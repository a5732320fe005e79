/** Tables of people's own data: profiles, consents, erasures. The list of erased people is a file. */
@NullMarked
package com.flowex.identity.store.person;

import org.jspecify.annotations.NullMarked;
