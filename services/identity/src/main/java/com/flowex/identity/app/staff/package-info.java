/**
 * Users as administrators see them: roles, changes that need a second person, and users that exist from the start.
 *
 * <p>Invariant: an administrator cannot grant permissions that they lack.
 */
@NullMarked
package com.flowex.identity.app.staff;

import org.jspecify.annotations.NullMarked;
