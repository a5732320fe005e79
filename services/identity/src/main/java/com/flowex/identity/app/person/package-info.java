/**
 * People's own data: their profiles and their consents.
 *
 * <p>Start at {@link com.flowex.identity.api.ProfileRoutes}.
 */
@NullMarked
package com.flowex.identity.app.person;

import org.jspecify.annotations.NullMarked;
