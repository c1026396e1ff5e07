#pragma once

#include "api/resource.h"

#include <string>
#include <vector>

namespace backends {

//! What a server should have kept to itself: some send members back that are only ever to be written (openma-observed.md §6, recording 722).
//! They are taken out of an answer before anything else sees it.
class SecretMembers
{
public:
    //! Of a resource without secret fields it takes nothing.
    explicit SecretMembers(const api::ResourceDescriptor &resource);

    base::Record takenFrom(base::Record record) const;
    api::Page takenFrom(api::Page page) const;

private:
    std::vector<std::string> m_places; //!< the top members in which secrets are written
    std::vector<std::string> m_names;
};

} // namespace backends
