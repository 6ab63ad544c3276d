-- A key finds its owner in whichever community: it is unique without one. Before, its handle began with the community's id.

INSERT INTO handles (handle, user_id) SELECT substr(handle, 34), user_id FROM handles WHERE substr(handle, 33, 3) = '/1/';

DELETE FROM handles WHERE substr(handle, 33, 3) = '/1/';
