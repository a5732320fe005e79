/** Tests of the provisioning of staff. */
@NullMarked
package com.flowex.identity.app.scim;

import org.jspecify.annotations.NullMarked;
