/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.staff;

import org.jspecify.annotations.NullMarked;
