/**
 * People's own data: their profiles and their consents.
 *
 * <p>Start at {@link com.flowex.identity.person.ProfileRoutes}.
 */
@NullMarked
package com.flowex.identity.person;

import org.jspecify.annotations.NullMarked;
