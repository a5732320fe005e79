/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.session;

import org.jspecify.annotations.NullMarked;
