/**
 * People's own data: what they say of themselves and what they agreed to.
 *
 * <p>Start at {@link com.flowex.identity.person.ProfileRoutes}.
 */
@NullMarked
package com.flowex.identity.person;

import org.jspecify.annotations.NullMarked;
