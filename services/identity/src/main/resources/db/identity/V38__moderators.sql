-- The role moderator reads about users and talks in disputes. A process of the version before does not know it, so
-- administrators give it when no such process serves any more.
COMMENT ON COLUMN users.roles IS 'user, moderator, viewer, analyst, trader, vip_trader, admin, super_admin';
