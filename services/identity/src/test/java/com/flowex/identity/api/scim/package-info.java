/** Tests of the readers of SCIM. */
@NullMarked
package com.flowex.identity.api.scim;

import org.jspecify.annotations.NullMarked;
